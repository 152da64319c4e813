package dev.ouzel.app.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the checks ask of the machine they run on. A test may stand in for it. */
class Machine {
  private static final int USUAL_MEMORY_SECONDS = 30;

  Instant now() {
    return Instant.now();
  }

  /** The addresses of a name, as the system gives them. May block. */
  List<InetAddress> addresses(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }

  /** For how many seconds Java remembers a name's addresses; negative for ever. */
  int nameMemorySeconds() {
    return Stream.of(
            Optional.ofNullable(Security.getProperty("networkaddress.cache.ttl")),
            Optional.ofNullable(System.getProperty("sun.net.inetaddr.ttl")))
        .flatMap(Optional::stream)
        .map(String::strip)
        .filter(text -> text.matches("-?[0-9]{1,9}"))
        .map(Integer::parseInt)
        .findFirst()
        .orElse(USUAL_MEMORY_SECONDS);
  }

  /** The space that is left where a directory lies. */
  long usableBytes(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  /** How many files the process may have open; empty where the system does not tell. */
  OptionalLong mostOpenFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? OptionalLong.of(unix.getMaxFileDescriptorCount())
        : OptionalLong.empty();
  }
}
