package dev.ouzel.ingest;

import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSource;
import java.util.List;

/** What an engine acts upon. */
record EngineParts(
    StreamSource source, PostSink sink, StreamRequest request, List<IngestObserver> observers) {}
