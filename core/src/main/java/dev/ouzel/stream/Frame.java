package dev.ouzel.stream;

import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One line of a stream, without its delimiter, as X sent it. */
public sealed interface Frame {
  /** The frame's bytes, untouched. */
  Payload payload();

  /**
   * A post.
   *
   * @param id the post's id, positive
   * @param payload the frame
   * @param rulesFrom where the value of {@code matching_rules} begins in the frame
   * @param rulesTo where it ends; equal to {@code rulesFrom} when there is none
   */
  record PostFrame(long id, Payload payload, int rulesFrom, int rulesTo) implements Frame {
    /** The value of {@code matching_rules}, empty when there is none. */
    public Payload rules() {
      return payload.slice(rulesFrom, rulesTo);
    }

    /** A short print of the rules that matched, equal when X wrote them alike. */
    public int rulesFingerprint() {
      return rules().hashCode();
    }
  }

  /**
   * A line that is JSON but no post: X's notices, and kinds of message not known yet.
   *
   * @param problems the problems it tells of; empty when it tells of none
   * @param payload the frame
   */
  record SystemFrame(List<Problem> problems, Payload payload) implements Frame {
    private static final Set<String> FINAL_TYPES =
        Set.of("operational-disconnect", "streaming-connection", "client-disconnected");

    /** Copies the list. */
    public SystemFrame {
      problems = List.copyOf(problems);
    }

    /**
     * The problem by which X announces that it ends this connection. X may leave the socket open
     * after it, silent for ever, so the announcement counts and not the end of the body.
     */
    public Optional<Problem> disconnect() {
      return problems.stream()
          .filter(
              problem ->
                  problem.disconnectType().isPresent()
                      || problem.typeSuffix().filter(FINAL_TYPES::contains).isPresent())
          .findFirst();
    }
  }

  /**
   * A line that is neither: no JSON, nested too deep, with {@code data} but no usable id in it, or
   * too long.
   *
   * @param reason why, in a few words
   * @param payload the frame; of one too long, its beginning
   */
  record UnreadableFrame(String reason, Payload payload) implements Frame {}
}
