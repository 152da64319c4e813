package dev.ouzel.persistence.jsonl;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.OtherWriter;
import dev.ouzel.testkit.contract.PostSinkContract;
import dev.ouzel.testkit.contract.SinkOpener;
import dev.ouzel.testkit.contract.Stored;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Segments of a few batches, so that the contract meets seals and compression too. */
final class JsonlSinkTest extends PostSinkContract {
  @TempDir Path directory;

  @Override
  protected PostSink open(StreamName stream) {
    return JsonlSink.open(uri(), stream);
  }

  @Override
  protected Stored stored() {
    return new Archive(directory).stored();
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.of(JsonlReader.open(uri()));
  }

  @Override
  protected Optional<OtherWriter> writerElsewhere() {
    return Optional.of(new OtherWriter(Elsewhere.class, uri()));
  }

  static final class Elsewhere implements SinkOpener {
    @Override
    public PostSink open(String store, StreamName stream) {
      return JsonlSink.open(store, stream);
    }
  }

  private String uri() {
    return "jsonl:" + directory + "?segment=500KB";
  }
}
