package dev.ouzel.app;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.ouzel.app.metrics.Exposed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** How a program that runs in a JVM of its own is doing. Linux alone tells what is resident. */
final class Vitals implements AutoCloseable {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
  private static final long KIB = 1024;

  private final HttpClient client = HttpClient.newHttpClient();
  private final long pid;
  private final URI metrics;
  private final JMXConnector connector;
  private final MemoryMXBean memory;

  private Vitals(long pid, URI metrics, JMXConnector connector) throws IOException {
    this.pid = pid;
    this.metrics = metrics;
    this.connector = connector;
    this.memory =
        ManagementFactory.newPlatformMXBeanProxy(
            connector.getMBeanServerConnection(),
            ManagementFactory.MEMORY_MXBEAN_NAME,
            MemoryMXBean.class);
  }

  /** Of a program that shows its metrics on this port of 127.0.0.1. */
  @SuppressWarnings("BanJNDI") // It speaks to no one but a child of this process.
  static Vitals of(ChildProgram program, int port) throws IOException, AttachNotSupportedException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(program.pid()));
    try {
      JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
      URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
      return new Vitals(program.pid(), metrics, JMXConnectorFactory.connect(address));
    } finally {
      machine.detach();
    }
  }

  /** What the program counts. */
  Exposed metrics() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    return Exposed.parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** The bytes of the heap that are in use once all that is not is collected. */
  long heapInUse() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** The bytes of memory that it has from the system. */
  long resident() throws IOException {
    Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
    if (!line.find()) {
      throw new IOException("the system does not tell");
    }
    return Long.parseLong(line.group(1)) * KIB;
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
