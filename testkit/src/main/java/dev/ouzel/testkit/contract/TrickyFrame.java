package dev.ouzel.testkit.contract;

import dev.ouzel.post.Payload;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Posts whose frames software along the way has been known to change. */
public enum TrickyFrame {
  /** One, two, three and four bytes a character, up to the last code point. */
  RAW_UTF8_OF_EVERY_PLANE("é € 𝄞 🐦‍⬛ \u007F \uFFFD \uFFFE 𠀀 \uDBFF\uDFFF"),
  /** Combining marks, in both orders, and letters that have an equal: nothing is normalised. */
  DENORMALISED_TEXT("e\u0301 é \u0323\u0307 \u0307\u0323 ﬁ Å"),
  /** Which PostgreSQL cannot hold as JSON. */
  NUL_ESCAPE("a\\u0000b"),
  /** Which no UTF-8 text can hold once it is unescaped. */
  LONE_SURROGATE_ESCAPE("a\\ud800 \\udc00\\ud83d b"),
  /** Different spellings of the same characters. */
  ESCAPES("\\/ / \\u00e9 \\u00E9 \\t \\\" \\ud83d\\udc26"),
  /** What some software takes for the end of a line. */
  LINE_ENDS("a\\nb\\r\\nc\\u2028d\u2028e\u0085f"),
  /** No delimiter without its line feed. */
  LONE_CARRIAGE_RETURN("a\rb"),
  /** X escapes these in texts; they stay escaped. */
  HTML_ESCAPES("&amp; &lt;b&gt; <b>"),
  /** White space that a printer of JSON would leave out. */
  SPACES_AND_TABS("a\" ,\t\"n\" : \"b  "),
  /** Numbers beyond a double's range and precision. */
  HUGE_NUMBERS("a\",\"n\":[1e400,-0,1.10,123456789012345678901234567890],\"m\":\"b"),
  /** Of which a parser keeps one. */
  DUPLICATE_KEYS("a\",\"text\":\"b\",\"text\":\"c"),
  /** A lone continuation byte, a surrogate in UTF-8, an overlong NUL, bytes that UTF-8 lacks. */
  INVALID_UTF8(HexFormat.of().parseHex("80eda080c080f5fffe")),
  /** The first half of an emoji at the end of the text. */
  CUT_CHARACTER(HexFormat.of().parseHex("f09f"));

  /** One character for each byte of the text. */
  private final String bytes;

  TrickyFrame(String text) {
    this(text.getBytes(StandardCharsets.UTF_8));
  }

  TrickyFrame(byte[] text) {
    this.bytes = new String(text, StandardCharsets.ISO_8859_1);
  }

  /** The frame, as that of the post with this id. */
  public Payload of(long id) {
    String frame = "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + bytes + "\"}}";
    return Payload.copyOf(frame.getBytes(StandardCharsets.ISO_8859_1));
  }
}
