package dev.ouzel.http;

import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * What X answered when it was asked something small.
 *
 * @param clockAhead how far this machine's clock is ahead of X's, negative when it is behind; to
 *     about a second, and empty when X told no time
 * @param rateLimit how many more times it may be asked for rules
 * @param refusal why it refused; empty when the token was accepted
 */
public record Probe(
    Optional<Duration> clockAhead, RateLimit rateLimit, Optional<Refusal> refusal) {}
