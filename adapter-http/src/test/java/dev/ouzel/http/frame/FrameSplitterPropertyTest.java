package dev.ouzel.http.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class FrameSplitterPropertyTest {
  private static final FrameScanner SCANNER = new FrameScanner(payload -> List.of());

  /** A stream, how long its frames may be, and where it is cut on its way. */
  private record Arrival(int cap, String stream, List<Integer> cuts) {
    byte[] bytes() {
      return stream.getBytes(ISO_8859_1);
    }

    List<byte[]> pieces() {
      byte[] bytes = bytes();
      int[] ends = cuts.stream().mapToInt(cut -> cut % (bytes.length + 1)).sorted().toArray();
      List<byte[]> pieces = new ArrayList<>();
      int from = 0;
      for (int end : ends) {
        pieces.add(Arrays.copyOfRange(bytes, from, end));
        from = end;
      }
      pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
      return pieces;
    }

    Split split() {
      return Split.bySplitter(cap, SCANNER, pieces());
    }

    @Override
    public String toString() {
      String letters = stream.replace("\r", "\\r").replace("\n", "\\n");
      return "cap " + cap + ", cut at " + cuts + ": " + letters.replaceAll("x{99,}", "x...x");
    }
  }

  @Property
  void aStreamCutAnywhereTellsTheSame(@ForAll("arrivals") Arrival arrival) {
    assertThat(arrival.split())
        .isEqualTo(Split.byText(arrival.cap(), SCANNER, arrival.bytes()))
        .isEqualTo(Split.bySplitter(arrival.cap(), SCANNER, List.of(arrival.bytes())));
  }

  @Property
  void everyByteIsAFramesADelimitersOrUnfinished(@ForAll("arrivals") Arrival arrival) {
    Split split = arrival.split();

    long feeds = arrival.stream().chars().filter(letter -> letter == '\n').count();
    int returns = arrival.stream().split("\r\n", -1).length - 1;
    long framed = split.frames().stream().mapToLong(FrameSplitterPropertyTest::length).sum();
    assertThat(split.frames().size() + split.keepAlives()).isEqualTo((int) feeds);
    assertThat(framed + returns + feeds + split.unfinished())
        .isEqualTo(split.bytes())
        .isEqualTo(arrival.stream().length());
  }

  @Property
  void noFrameIsEmptyOrHoldsALineFeedOrIsKeptBeyondItsLimit(@ForAll("arrivals") Arrival arrival) {
    for (Frame frame : arrival.split().frames()) {
      byte[] payload = frame.payload().toByteArray();
      assertThat(payload).isNotEmpty().doesNotContain('\n');
      assertThat(payload.length)
          .isLessThanOrEqualTo(length(frame) > arrival.cap() ? Split.KEPT : arrival.cap());
    }
  }

  /** How long a frame was, which one too long tells in words. */
  private static long length(Frame frame) {
    return frame instanceof UnreadableFrame unreadable && unreadable.reason().startsWith("too long")
        ? Long.parseLong(unreadable.reason().split(" ", -1)[2])
        : frame.payload().size();
  }

  @Provide
  Arbitrary<Arrival> arrivals() {
    return caps().flatMap(FrameSplitterPropertyTest::arrivals);
  }

  private static Arbitrary<Arrival> arrivals(int cap) {
    Arbitrary<String> line = Combinators.combine(text(cap), delimiter()).as(String::concat);
    Arbitrary<String> stream =
        Combinators.combine(line.list().ofMaxSize(12), text(cap))
            .as((lines, rest) -> String.join("", lines) + rest);
    Arbitrary<Integer> cut =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 200), Arbitraries.integers().greaterOrEqual(0));
    return Combinators.combine(stream, cut.list().ofMaxSize(12))
        .as((text, cuts) -> new Arrival(cap, text, cuts));
  }

  /** Small ones, and those around how much the splitter has room for at first, and keeps. */
  private static Arbitrary<Integer> caps() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.integers().between(1, 150)),
        Tuple.of(1, Arbitraries.integers().between(4094, 4098)),
        Tuple.of(1, Arbitraries.integers().between(Split.KEPT - 2, Split.KEPT + 2)));
  }

  private static Arbitrary<String> delimiter() {
    return Arbitraries.of("\n", "\r\n", "\r\r\n", "\n\n", "\r\n\r\n");
  }

  private static Arbitrary<String> text(int cap) {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of("", "\r", "\r\r", "a\rb", "{}", "{\"errors\":[]}")),
        Tuple.of(3, Arbitraries.integers().between(1, 99).map(FrameSplitterPropertyTest::post)),
        Tuple.of(3, length(cap).map("x"::repeat)),
        Tuple.of(1, length(Split.KEPT).map("x"::repeat)),
        Tuple.of(3, Arbitraries.strings().withChars("\r{}\":,ax\u0000\u00ff").ofMaxLength(40)));
  }

  private static Arbitrary<Integer> length(int about) {
    return Arbitraries.integers().between(Math.max(0, about - 3), about + 3);
  }

  private static String post(int id) {
    return "{\"data\":{\"id\":\"%d\",\"text\":\"\u00e9\"},\"matching_rules\":[{\"id\":\"1\"}]}"
        .formatted(id);
  }
}
