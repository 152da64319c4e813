package dev.ouzel.ingest;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import java.util.List;

/**
 * What is true once all posts taken before are kept: it goes to the sink with them.
 *
 * @param coverage the ledger, with what was closed since the last seal
 * @param connections connections of which something was learnt since the last seal
 */
record Seal(CoverageLedger coverage, List<ConnectionRecord> connections) {}
