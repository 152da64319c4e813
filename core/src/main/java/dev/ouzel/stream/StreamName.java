package dev.ouzel.stream;

import java.util.regex.Pattern;

/**
 * The name under which a stream's checkpoint and posts are kept: X's endpoint name and, for a
 * partitioned stream, the partition.
 *
 * @param value such as {@code filtered_stream} or {@code firehose_stream.7}
 */
public record StreamName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*(\\.[0-9]+)?");

  /** Checks the form, since the name becomes part of file names. */
  public StreamName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a stream name: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
