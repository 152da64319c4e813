/**
 * Ouzel's core: what X streams, how a stream is held open, and how what arrives is kept.
 *
 * <p>Read in this order: {@code post} (what X publishes), {@code stream} (one attempt at a stream),
 * {@code sink} (where posts are kept), {@code ingest} (the engine that joins them). The ports that
 * adapters implement are {@code StreamSource}, {@code ConnectionHistory}, {@code RuleBook}, {@code
 * PostSink} and {@code EventLoop}.
 *
 * <p>The annotation below is the one house style of all generated values: it reaches the packages
 * beneath, so no type repeats it.
 */
@Value.Style(
    visibility = ImplementationVisibility.PACKAGE,
    builder = "new",
    defaults = @Value.Immutable(copy = false),
    overshadowImplementation = true,
    jdkOnly = true,
    deferCollectionAllocation = true,
    allowedClasspathAnnotations = {})
package dev.ouzel;

import org.immutables.value.Value;
import org.immutables.value.Value.Style.ImplementationVisibility;
