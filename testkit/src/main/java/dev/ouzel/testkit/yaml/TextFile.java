package dev.ouzel.testkit.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file that a person has written. */
public final class TextFile {
  /** The most bytes that it may have, unless more are allowed. */
  public static final int MOST_BYTES = 1 << 20;

  private TextFile() {}

  /**
   * The file's text, without the byte order mark that some editors put first.
   *
   * @throws IllegalArgumentException when it is too large, or not in UTF-8
   */
  public static String read(Path file) throws IOException {
    return read(file, MOST_BYTES);
  }

  /** The same of a file that may have so many bytes. */
  public static String read(Path file, int mostBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new IllegalArgumentException(file + " is larger than " + mostBytes + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw new IllegalArgumentException(file + " is not a text in UTF-8", notUtf8);
    }
  }
}
