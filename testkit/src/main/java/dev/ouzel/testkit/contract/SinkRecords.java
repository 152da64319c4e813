package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Offer.STREAM;
import static dev.ouzel.testkit.contract.Offer.batch;
import static dev.ouzel.testkit.contract.Offer.checkpoint;
import static dev.ouzel.testkit.contract.Offer.covered;
import static dev.ouzel.testkit.contract.Offer.ended;
import static dev.ouzel.testkit.contract.Offer.lost;
import static dev.ouzel.testkit.contract.Offer.opened;
import static dev.ouzel.testkit.contract.Offer.post;
import static dev.ouzel.testkit.contract.Offer.repaired;
import static dev.ouzel.testkit.contract.Offer.unfinished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a sink is told of a stream's time and connections, a {@link StoreReader} tells. Skipped for
 * a sink that has none.
 */
abstract class SinkRecords extends SinkFixture {
  private static final StreamName OTHER = new StreamName("firehose_stream.7");

  @Test
  protected void tellsNothingOfAStreamThatItNeverKept() {
    openSink();

    assertThat(read(StoreReader::streams)).isEmpty();
    assertThat(checkpointOf(STREAM)).isEmpty();
    assertThat(coverage(STREAM)).isEmpty();
    assertThat(connections(STREAM)).isEmpty();
  }

  @Test
  protected void tellsCoverageInTheOrderItWasKept() {
    PostSink sink = openSink();
    commit(sink, unfinished(1).addCoverage(covered(10, 20), lost(0, 5)).build());
    commit(sink, batch(2));
    commit(sink, unfinished(3).addCoverage(repaired(5, 10)).build());

    assertThat(coverage(STREAM)).containsExactly(covered(10, 20), lost(0, 5), repaired(5, 10));
  }

  @Test
  protected void tellsEachConnectionAsItWasToldLast() {
    PostSink sink = openSink();
    commit(sink, unfinished(1).addConnections(opened(2), opened(1)).build());
    commit(sink, unfinished(2).addConnections(opened(3)).build());
    commit(sink, unfinished(3).addConnections(ended(2)).build());

    assertThat(connections(STREAM)).containsExactly(opened(1), ended(2), opened(3));
  }

  @Test
  protected void keepsNoCoverageTwiceWhenABatchIsOfferedAgain() {
    PostSink sink = openLastingSink();
    Batch batch = unfinished(1).addCoverage(covered(0, 5)).addConnections(opened(1)).build();
    commit(sink, batch);

    commit(sink, batch);
    commit(reopen(sink), batch);

    assertThat(coverage(STREAM)).containsExactly(covered(0, 5));
    assertThat(connections(STREAM)).containsExactly(opened(1));
  }

  @Test
  protected void keepsNoCoverageOfABatchThatItRefuses() {
    PostSink sink = openLastingSink();
    commit(sink, unfinished(1).addCoverage(covered(0, 5)).addConnections(opened(1)).build());
    Batch skipping =
        unfinished(3, post(3)).addCoverage(covered(5, 9)).addConnections(ended(1)).build();

    assertRefusedForGood(sink.commit(skipping));

    assertThat(coverage(STREAM)).containsExactly(covered(0, 5));
    assertThat(connections(STREAM)).containsExactly(opened(1));
    assertThat(checkpointOf(STREAM)).contains(batch(1).checkpoint());
  }

  @Test
  protected void tellsStreamsApart() {
    PostSink sink = openSink();
    commit(sink, unfinished(1).addCoverage(covered(0, 5)).addConnections(opened(1)).build());
    close(sink);
    Batch firstOfOther =
        Batch.builder()
            .addCoverage(lost(1, 2))
            .addConnections(ended(1))
            .checkpoint(checkpoint(OTHER, 1))
            .build();
    commit(openSink(OTHER), firstOfOther);

    assertThat(read(StoreReader::streams)).containsExactly(STREAM, OTHER);
    assertThat(coverage(STREAM)).containsExactly(covered(0, 5));
    assertThat(coverage(OTHER)).containsExactly(lost(1, 2));
    assertThat(connections(STREAM)).containsExactly(opened(1));
    assertThat(connections(OTHER)).containsExactly(ended(1));
    assertThat(checkpointOf(OTHER)).contains(checkpoint(OTHER, 1));
  }

  private Optional<Checkpoint> checkpointOf(StreamName stream) {
    return read(reader -> reader.checkpoint(stream));
  }

  private List<Stretch> coverage(StreamName stream) {
    return read(reader -> reader.coverage(stream));
  }

  private List<ConnectionRecord> connections(StreamName stream) {
    return read(reader -> reader.connections(stream));
  }
}
