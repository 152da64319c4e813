package dev.ouzel.app.doctor;

import dev.ouzel.app.config.Destination;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.stream.StreamEndpoint;
import java.util.function.Supplier;

/**
 * What is examined.
 *
 * @param access how to reach X; asked once, and may fail with {@link dev.ouzel.app.config.Mistake}
 * @param endpoint the stream to read
 * @param destination where to store posts
 */
public record Patient(
    Supplier<XClientSettings> access, StreamEndpoint endpoint, Destination destination) {}
