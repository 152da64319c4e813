package dev.ouzel.app.operations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * TERM, INT (Ctrl-C) and HUP as requests to stop, and HUP, where somebody wants to know, as one to
 * read the settings again. A second INT ends the program at once.
 *
 * <p>A shutdown hook would be the documented way, but cannot choose the exit code without halting,
 * which leaves temporary files behind. {@code sun.misc.Signal} is exported by every JDK, yet javac
 * warns of it without a way to accept the warning: hence the reflection. Where a signal cannot be
 * had (Windows knows no HUP, {@code -Xrs} gives none), it keeps its usual meaning.
 */
public final class Signals implements StopRequest {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
  private static final int EXIT_OF_INT = 130;

  @Override
  public void whenMade(Runnable action) {
    AtomicBoolean made = new AtomicBoolean();
    for (String name : NAMES) {
      handle(
          name,
          () -> {
            if (made.compareAndSet(false, true)) {
              action.run();
            } else if (name.equals("INT")) {
              Runtime.getRuntime().exit(EXIT_OF_INT);
            }
          });
    }
  }

  @Override
  public void whenToReadAgain(Runnable action) {
    handle("HUP", action);
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object calls =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), calls);
    } catch (InvocationTargetException refused) {
      // This system does not give this signal away.
    } catch (ReflectiveOperationException unsupported) {
      // This JVM has no such class.
    }
  }
}
