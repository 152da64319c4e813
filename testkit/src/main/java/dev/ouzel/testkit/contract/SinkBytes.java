package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Offer.asStored;
import static dev.ouzel.testkit.contract.Offer.batch;
import static dev.ouzel.testkit.contract.Offer.id;
import static dev.ouzel.testkit.contract.Offer.post;
import static dev.ouzel.testkit.contract.Offer.receivedAt;
import static dev.ouzel.testkit.contract.Offer.unfinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sink is given, a reader of its store finds: byte for byte, whatever the bytes. */
abstract class SinkBytes extends SinkTroubles {
  private static final int BYTE_VALUES = 256;

  @ParameterizedTest
  @EnumSource
  protected void keepsEveryByteOf(TrickyFrame tricky) {
    ReceivedPost post = post(id(1), tricky.of(id(1)));

    commit(openSink(), batch(1, post(0), post, post(2)));

    assertThat(frameInStore(id(1)).toByteArray()).isEqualTo(post.payload().toByteArray());
  }

  @Test
  protected void keepsEveryByteOfALargePost() {
    ReceivedPost large = post(id(1), "größer ".repeat(150_000));

    commit(openSink(), batch(1, large));

    assertThat(large.payload().size()).isGreaterThan(1_000_000);
    assertThat(frameInStore(id(1))).isEqualTo(large.payload());
  }

  @Test
  protected void keepsASliceWithoutTheArrayAroundIt() {
    Payload frame = post(1).payload();
    Payload surrounded = Payload.ofText("before" + frame.text() + "after");

    commit(openSink(), batch(1, post(id(1), surrounded.slice(6, 6 + frame.size()))));

    assertThat(frameInStore(id(1))).isEqualTo(frame);
  }

  @Test
  protected void keepsDeadLettersOfAnyBytesInTheirOrder() {
    assumeTrue(keepsDeadLetters(), "the store shows no dead letters");
    List<DeadLetter> letters =
        List.of(
            new DeadLetter(receivedAt(), "no JSON – «kein JSON»", Payload.copyOf(everyByte())),
            new DeadLetter(receivedAt(), DeadLetter.SYSTEM, Payload.ofText("{\"errors\":[]}")),
            new DeadLetter(receivedAt(), "nested too deep", Payload.ofText("[".repeat(65_536))));

    commit(openSink(), unfinished(1).addAllDeadLetters(letters).build());

    assertThat(stored().deadLetters()).isEqualTo(letters);
  }

  @Test
  protected void keepsIdsOfEverySize() {
    Batch batch = batch(1, post(1, "the first"), post(20, "old"), post(Long.MAX_VALUE, "far"));

    commit(openSink(), batch);

    assertThat(stored().posts()).containsExactlyInAnyOrderElementsOf(asStored(batch));
  }

  @Test
  protected void keepsABatchOfManyPosts() {
    int many = 5_000;
    Batch batch =
        batch(1, IntStream.range(0, many).mapToObj(Offer::post).toArray(ReceivedPost[]::new));

    assertThat(commit(openSink(), batch)).isEqualTo(new CommitReceipt(1, many, 0));

    assertThat(stored().posts()).hasSize(many).containsAll(asStored(batch).subList(0, 10));
  }

  private Payload frameInStore(long id) {
    return stored().posts().stream()
        .filter(post -> post.id() == id)
        .map(Stored.Post::frame)
        .findFirst()
        .orElseThrow(() -> new AssertionError("post " + id + " is not in the store"));
  }

  private static byte[] everyByte() {
    byte[] bytes = new byte[BYTE_VALUES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
