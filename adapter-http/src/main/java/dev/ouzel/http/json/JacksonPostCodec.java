package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.ouzel.post.Deviation;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostCodec;
import dev.ouzel.post.StreamedPost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The codec of posts, on Jackson's parser. Frames nest at most 1,000 levels, as deep as the stream
 * takes for posts; strings and numbers may be as long as their frame, whose length the stream
 * limits. Bytes that are no UTF-8 become U+FFFD. A frame with a broken escape, or with half a
 * character in the name of a member, is unreadable to Jackson.
 */
public final class JacksonPostCodec implements PostCodec {
  private static final int DEEPEST = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  // Bounded by the frame; a number that is too long is left out, not computed.
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // X sends UTF-8; what looks like another encoding is damage.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // What is within strings does not keep a frame from being a post.
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private static final JsonFactory ESCAPING =
      FACTORY.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final Form<StreamedPost> FORM = new Forms().of(StreamedPost.class);

  private final Optional<Consumer<Deviation>> observer;

  /** A codec that tolerates what is odd about a frame without a word. */
  public JacksonPostCodec() {
    this.observer = Optional.empty();
  }

  /**
   * A codec that tells what it tolerates.
   *
   * @param observer told of the first 1,000 deviations of each frame, on the decoding thread, once
   *     the frame is read
   */
  public JacksonPostCodec(Consumer<Deviation> observer) {
    this.observer = Optional.of(observer);
  }

  /**
   * A codec for tests, which tolerates nothing: it decodes as others do, and then fails with {@link
   * UnexpectedFrame} if anything was odd.
   */
  public static PostCodec strict() {
    return new Strict();
  }

  @Override
  public Optional<StreamedPost> decode(Payload frame) {
    byte[] bytes = frame.toByteArray();
    Reading reading = Reading.of(bytes, observer.isPresent());
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return told(read(parser, reading), reading);
    } catch (JsonProcessingException failure) {
      return decode(frame.text());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Through text, a damaged character spoils itself and not the post. */
  private Optional<StreamedPost> decode(String frame) {
    Reading reading = Reading.of(frame, observer.isPresent());
    try (JsonParser parser = FACTORY.createParser(frame)) {
      return told(read(parser, reading), reading);
    } catch (JsonProcessingException failure) {
      long at = failure.getLocation() == null ? 0 : failure.getLocation().getCharOffset();
      reading.unreadable("no JSON, or beyond a limit, at character " + at);
      return told(Optional.empty(), reading);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Optional<StreamedPost> told(Optional<StreamedPost> post, Reading reading) {
    observer.ifPresent(told -> reading.deviations().forEach(told));
    return post;
  }

  private static Optional<StreamedPost> read(JsonParser parser, Reading reading)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      reading.unreadable("no JSON object");
      return Optional.empty();
    }
    return Optional.of(FORM.read(parser, reading));
  }

  @Override
  public Payload encode(StreamedPost post) {
    try {
      return write(post, FACTORY);
    } catch (JsonProcessingException loneSurrogate) {
      return writeEscaped(post);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** UTF-8 has no bytes for half a character, JSON has an escape. */
  private static Payload writeEscaped(StreamedPost post) {
    try {
      return write(post, ESCAPING);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Payload write(StreamedPost post, JsonFactory factory) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    try (JsonGenerator generator = factory.createGenerator(frame)) {
      FORM.write(post, generator);
    }
    return Payload.wrap(frame.toByteArray(), 0, frame.size());
  }

  /** Fails where others tolerate. */
  private static final class Strict implements PostCodec {
    @Override
    public Optional<StreamedPost> decode(Payload frame) {
      List<Deviation> deviations = new ArrayList<>();
      Optional<StreamedPost> post = new JacksonPostCodec(deviations::add).decode(frame);
      if (!deviations.isEmpty()) {
        throw new UnexpectedFrame(deviations);
      }
      return post;
    }

    @Override
    public Payload encode(StreamedPost post) {
      return new JacksonPostCodec().encode(post);
    }
  }
}
