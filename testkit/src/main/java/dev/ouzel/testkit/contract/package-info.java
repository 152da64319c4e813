/**
 * What an adapter of a port promises, as JUnit 5 suites. An adapter's test extends the suite of its
 * port and says how to make one:
 *
 * <pre>{@code
 * final class MySinkTest extends PostSinkContract {
 *   protected PostSink open(StreamName stream) { return new MySink(directory, stream); }
 *   protected Stored stored() { return readBack(directory); }
 * }
 * }</pre>
 *
 * <p>The suites of {@code StreamSource} and {@code ConnectionHistory} run against a {@link
 * dev.ouzel.testkit.server.FakeX} on 127.0.0.1; that of {@code PostSink} asks the adapter's test to
 * read its store back, since a sink must not be its own witness.
 *
 * <p>Whoever extends a suite brings {@code junit-jupiter} and {@code assertj-core}. The tests are
 * {@code protected}, so that an adapter can override one it cannot pass with {@code @Disabled} and
 * the reason.
 */
package dev.ouzel.testkit.contract;
