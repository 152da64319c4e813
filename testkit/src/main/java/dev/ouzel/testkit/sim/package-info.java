/**
 * A simulation of the engine in virtual time: a world on one thread, from one seed.
 *
 * <p>{@link dev.ouzel.testkit.sim.Simulation} is where to start. The engine in it is the real one;
 * X, the machine it runs on, the clock and the troubles of the sink are simulated, and an oracle
 * that knows what X published checks what the engine promises. Embedders run their own sinks in it
 * through {@link dev.ouzel.testkit.sim.SimulatedStore}.
 */
package dev.ouzel.testkit.sim;
