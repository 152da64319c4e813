package dev.ouzel.post;

import java.util.Set;

/**
 * What kind of media it is. X may add values: an unknown one is kept as X wrote it. xxxxxxxxxxxxxxx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 *
 * @param wire the value as X writes it
 */
public record MediaType(String wire) implements OpenEnum {
  /** A still picture. */
  public static final MediaType PHOTO = new MediaType("photo");

  /** A video. */
  public static final MediaType VIDEO = new MediaType("video");

  /** A short, silent, looping video. */
  public static final MediaType ANIMATED_GIF = new MediaType("animated_gif");

  private static final Set<MediaType> KNOWN = Set.of(PHOTO, VIDEO, ANIMATED_GIF);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
