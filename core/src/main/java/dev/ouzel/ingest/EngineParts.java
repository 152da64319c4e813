package dev.ouzel.ingest;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSource;
import java.util.List;
import java.util.Optional;

/** What an engine acts upon. */
record EngineParts(
    StreamSource source,
    PostSink sink,
    Optional<ConnectionHistory> history,
    Optional<RuleBook> rules,
    StreamRequest request,
    List<IngestObserver> observers) {}
