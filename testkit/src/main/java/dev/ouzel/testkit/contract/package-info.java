/**
 * What an adapter of a port promises, as JUnit 5 suites. An adapter's test extends the suite of its
 * port and says how to make one:
 *
 * <pre>{@code
 * final class MySinkTest extends PostSinkContract {
 *   protected PostSink open(StreamName stream) { return new MySink(directory, stream); }
 *   protected Stored stored() { return readBack(directory); }
 *   protected Optional<StoreReader> reader() { return Optional.of(new MyReader(directory)); }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@link dev.ouzel.testkit.contract.PostSinkContract} asks the adapter's test to read its
 *       store back, since a sink must not be its own witness. What only stores with keys or only
 *       logs promise is skipped for the other kinds, and nearly all of it for an ephemeral sink; a
 *       store that shows no dead letters, no rematches, or nothing of what it keeps about streams
 *       says so by overriding a method. Troubles of the store and writers that are killed are
 *       played where the test says how.
 *   <li>{@link dev.ouzel.testkit.contract.StreamSourceContract}, {@link
 *       dev.ouzel.testkit.contract.ConnectionHistoryContract} and {@link
 *       dev.ouzel.testkit.contract.HttpRuleBookContract} run against a {@link
 *       dev.ouzel.testkit.server.FakeX} on 127.0.0.1, whose URL and token they hand over.
 *   <li>{@link dev.ouzel.testkit.contract.RuleBookContract} is the part of the last that a rule
 *       book promises which asks no server.
 * </ul>
 *
 * <p>Whoever extends a suite brings {@code junit-jupiter} and {@code assertj-core}. The tests are
 * {@code protected}, so that an adapter can override one it cannot pass with {@code @Disabled} and
 * the reason. Each suite is itself tested with adapters that are broken on purpose.
 */
package dev.ouzel.testkit.contract;
