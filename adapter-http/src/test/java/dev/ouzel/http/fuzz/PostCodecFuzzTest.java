package dev.ouzel.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ouzel.http.frame.FrameScanner;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.http.json.ProblemReader;
import dev.ouzel.post.Deviation;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.post.StreamedPost;
import dev.ouzel.stream.Frame.PostFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Has the codec read whatever comes, write what it read, and read that; an input is a frame. */
class PostCodecFuzzTest {
  private static final FrameScanner SCANNER = new FrameScanner(ProblemReader::read);

  /** Jackson reads no broken escapes, and no half of a character in the name of a member. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u|[^\\x00-\\x7f])");

  @FuzzTest
  void readsAgainWhatItWrote(byte[] frame) {
    List<Deviation> deviations = new ArrayList<>();
    JacksonPostCodec codec = new JacksonPostCodec(deviations::add);
    Optional<StreamedPost> streamed = codec.decode(Payload.copyOf(frame));
    boolean unreadable =
        deviations.stream().anyMatch(one -> one.kind() == Deviation.Kind.UNREADABLE);
    assertThat(unreadable).isEqualTo(streamed.isEmpty());
    assertThat(new JacksonPostCodec().decode(Payload.copyOf(frame))).isEqualTo(streamed);
    streamed.ifPresent(post -> assertThat(codec.decode(codec.encode(post))).contains(post));
    streamed.ifPresent(StreamedPost::fullText);
    streamed.ifPresent(StreamedPost::permalink);
    boolean jacksonMayRefuse =
        streamed.isEmpty() && ESCAPE.matcher(Payload.copyOf(frame).text()).find();
    if (SCANNER.scan(frame, 0, frame.length) instanceof PostFrame post && !jacksonMayRefuse) {
      assertThat(streamed.flatMap(StreamedPost::id)).contains(new PostId(post.id()));
    }
  }
}
