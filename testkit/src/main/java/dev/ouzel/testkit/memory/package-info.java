/**
 * Fakes of core's ports that live in memory, for tests that need neither socket nor disk:
 *
 * <ul>
 *   <li>{@link dev.ouzel.testkit.memory.ScriptedSource} is a {@code StreamSource} driven by hand;
 *   <li>{@link dev.ouzel.testkit.memory.MemoryStore} opens {@code PostSink}s, which fail when told
 *       to, and reads like a {@code StoreReader};
 *   <li>{@link dev.ouzel.testkit.memory.MemoryHistory} is a {@code ConnectionHistory} over a list;
 *   <li>{@link dev.ouzel.testkit.memory.MemoryRuleBook} is a {@code RuleBook} that reads rules as X
 *       does;
 *   <li>{@link dev.ouzel.testkit.memory.ManualLoop} is an {@code EventLoop} in virtual time.
 * </ul>
 *
 * <pre>{@code
 * ManualLoop loop = new ManualLoop(Instant.parse("2026-11-22T12:00:00Z"), 42);
 * ScriptedSource source = new ScriptedSource();
 * MemoryStore store = new MemoryStore();
 * PostSink sink = store.open(new StreamName("filtered_stream"));
 * Ingestor.builder(source, sink).loop(loop).build().start();
 *
 * loop.run(); // it connects
 * source.latest().open(loop.now().wall());
 * source.latest().post(1, "look at this cat");
 * loop.advance(Duration.ofSeconds(1)); // it commits
 *
 * assertEquals(1, store.posts().size());
 * }</pre>
 *
 * <p>There is no fake {@code PostCodec}: the true one needs neither socket nor disk.
 */
package dev.ouzel.testkit.memory;
