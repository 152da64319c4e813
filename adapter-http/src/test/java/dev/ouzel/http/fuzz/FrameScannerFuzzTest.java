package dev.ouzel.http.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.http.json.ProblemReader;
import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import java.util.Arrays;

/** Asks the scanner what a line is, and Jackson, and compares; an input is a line. */
class FrameScannerFuzzTest {
  private static final String BREAKS_OFF = "JSON that breaks off";
  private static final String NO_OBJECT = "no JSON object from byte ";
  private static final String TOO_DEEP = "nested deeper than 1000";

  /** What would mislead a scanner that looked beyond the line. */
  private static final byte[] AROUND = "\"}],:1e{\"data\":{\"id\":\"9".getBytes(US_ASCII);

  /** One for all lines: it must forget the line before. */
  private static final FrameScanner SCANNER = new FrameScanner(ProblemReader::read);

  @FuzzTest
  void agreesWithJackson(byte[] line) {
    Frame frame = SCANNER.scan(line, 0, line.length);
    assertThat(frame.payload()).isEqualTo(Payload.copyOf(line));
    assertThat(withinALargerArray(line)).isEqualTo(frame);
    JacksonScan jackson = new JacksonScan(line);
    switch (jackson.kind()) {
      case POST -> assertThat(frame).isEqualTo(post(jackson, frame.payload()));
      case WITHOUT_ID -> assertThat(reason(frame)).isEqualTo("no post id");
      case WITHOUT_DATA -> assertThat(frame).isInstanceOf(SystemFrame.class);
      case NO_JSON_OBJECT -> isAtFault(line, reason(frame));
    }
    if (jackson.kind() != JacksonScan.Kind.NO_JSON_OBJECT) {
      goesWellOrBreaksOff(Arrays.copyOf(line, Math.floorMod(Arrays.hashCode(line), line.length)));
    }
  }

  private static Frame withinALargerArray(byte[] line) {
    byte[] array = Arrays.copyOf(AROUND, AROUND.length + line.length + AROUND.length);
    System.arraycopy(line, 0, array, AROUND.length, line.length);
    System.arraycopy(AROUND, 0, array, AROUND.length + line.length, AROUND.length);
    return SCANNER.scan(array, AROUND.length, line.length);
  }

  private static PostFrame post(JacksonScan jackson, Payload line) {
    return new PostFrame(jackson.id(), line, jackson.rulesFrom(), jackson.rulesTo());
  }

  private static String reason(Frame frame) {
    assertThat(frame).isInstanceOf(UnreadableFrame.class);
    return ((UnreadableFrame) frame).reason();
  }

  /** What is before the byte that is named could have gone on well. */
  private static void isAtFault(byte[] line, String reason) {
    if (reason.startsWith(NO_OBJECT)) {
      int fault = Integer.parseInt(reason.substring(NO_OBJECT.length()));
      assertThat(fault).isBetween(0, line.length - 1);
      goesWellOrBreaksOff(Arrays.copyOf(line, fault));
    } else if (reason.equals(TOO_DEEP)) {
      assertThat(Payload.copyOf(line).text().replaceAll("[^\\[{]", "")).hasSizeGreaterThan(1_000);
    } else {
      assertThat(reason).isEqualTo(BREAKS_OFF);
    }
  }

  private static void goesWellOrBreaksOff(byte[] beginning) {
    Frame frame = SCANNER.scan(beginning, 0, beginning.length);
    if (new JacksonScan(beginning).kind() == JacksonScan.Kind.NO_JSON_OBJECT) {
      assertThat(reason(frame)).isEqualTo(BREAKS_OFF);
    }
  }
}
