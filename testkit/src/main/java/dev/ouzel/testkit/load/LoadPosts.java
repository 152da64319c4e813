package dev.ouzel.testkit.load;

import dev.ouzel.post.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The posts of a load: which frame belongs to which id. Immutable. */
public final class LoadPosts {
  private static final byte[] DELIMITER = "\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Kept, since making them takes seconds. */
  private static final Map<FrameSize, List<Block.Part>> TEMPLATES = new ConcurrentHashMap<>();

  private final List<Block.Part> templates;

  /** The posts whose frames have this size. */
  public LoadPosts(FrameSize size) {
    templates = TEMPLATES.computeIfAbsent(size, LoadPosts::templates);
  }

  private static List<Block.Part> templates(FrameSize size) {
    return size.frames(Block.FRAMES).stream().map(LoadPosts::template).toList();
  }

  private static Block.Part template(Payload frame) {
    byte[] digits = FrameSize.id(frame).toString().getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = frame.toByteArray();
    return new Block.Part(bytes, Ids.places(bytes, digits));
  }

  /** The frame of the post with this id, as it is sent, but for the delimiter. */
  public byte[] frame(long id) {
    Block.Part template = templates.get((int) (id % Block.FRAMES));
    byte[] frame = template.bytes().clone();
    for (int place : template.places()) {
      Ids.stamp(frame, place, id);
    }
    return frame;
  }

  /** The frames with their delimiters, one a chunk. */
  Block plain() {
    return Block.of(lines());
  }

  /** The same, compressed. */
  Block gzip() {
    return Block.of(Compressed.of(lines()));
  }

  private List<Block.Part> lines() {
    return templates.stream()
        .map(
            template -> {
              byte[] line = new byte[template.bytes().length + DELIMITER.length];
              System.arraycopy(template.bytes(), 0, line, 0, template.bytes().length);
              System.arraycopy(DELIMITER, 0, line, template.bytes().length, DELIMITER.length);
              return new Block.Part(line, template.places());
            })
        .toList();
  }
}
