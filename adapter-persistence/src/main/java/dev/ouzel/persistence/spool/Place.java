package dev.ouzel.persistence.spool;

import java.util.OptionalLong;

/**
 * Where a sink stands.
 *
 * @param position the spool's number of the last batch that the sink is known to have
 * @param base what is taken from the spool's number of a batch to get the sink's; empty until the
 *     sink told how many it has
 */
record Place(long position, OptionalLong base) {
  Place at(long later) {
    return new Place(later, base);
  }

  /** The place of a sink that holds so many batches of its own. */
  Place holding(long batches) {
    return base.isPresent()
        ? at(base.getAsLong() + batches)
        : new Place(position, OptionalLong.of(position - batches));
  }
}
