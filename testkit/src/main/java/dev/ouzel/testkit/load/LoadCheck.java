package dev.ouzel.testkit.load;

import java.util.Arrays;

/** Holds what a store has against what a load sent. Not safe for use by several threads. */
public final class LoadCheck {
  private final LoadPosts frames;
  private LoadSum kept = LoadSum.none();
  private long damaged;

  /** A check of a load of frames of this size. */
  public LoadCheck(FrameSize size) {
    this.frames = new LoadPosts(size);
  }

  /** The store has this frame under this id. */
  public void kept(long id, byte[] frame) {
    kept = kept.plus(id, 1);
    if (!Arrays.equals(frame, frames.frame(id))) {
      damaged++;
    }
  }

  /** The posts that the store has. */
  public LoadSum kept() {
    return kept;
  }

  /** How many of them are not byte for byte what was sent. */
  public long damaged() {
    return damaged;
  }
}
