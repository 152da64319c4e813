package dev.ouzel.testkit.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and localhost, made when it is needed and forgotten with the server.
 * The JDK makes certificates with a program of its own only, {@code keytool}. Immutable.
 */
public final class Certificate {
  private static final String ALIAS = "fake-x";
  private static final long PATIENCE_SECONDS = 60;
  private static final int PEM_LINE = 64;

  private final byte[] store;
  private final String password;

  private Certificate(byte[] store, String password) {
    this.store = store;
    this.password = password;
  }

  /**
   * A new one, valid for 30 days.
   *
   * @throws UncheckedIOException when {@code keytool} cannot make it
   */
  public static Certificate make() {
    String password = UUID.randomUUID().toString();
    try {
      Path directory = Files.createTempDirectory("fake-x");
      Path file = directory.resolve("fake-x.p12");
      try {
        run(keytool(file), password);
        return new Certificate(Files.readAllBytes(file), password);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no certificate can be made: " + e.getMessage(), e);
    }
  }

  private static List<String> keytool(Path file) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-validity",
        "30",
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass:env",
        "FAKE_X_PASSWORD");
  }

  private static void run(List<String> command, String password) throws IOException {
    ProcessBuilder keytool = new ProcessBuilder(command).redirectErrorStream(true);
    keytool.environment().put("FAKE_X_PASSWORD", password);
    Process process = keytool.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool failed: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The key and the certificate, for the server. */
  PfxOptions forServer() {
    return new PfxOptions().setValue(Buffer.buffer(store)).setPassword(password);
  }

  /** The key and the certificate, for a server that does without Vert.x. */
  public SSLContext context() {
    try {
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys(), password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(e);
    }
  }

  /** The certificate alone, as PEM, for clients to trust. */
  public String pem() {
    try {
      Base64.Encoder lines =
          Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
      return "-----BEGIN CERTIFICATE-----\n"
          + lines.encodeToString(keys().getCertificate(ALIAS).getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(e);
    }
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    try (InputStream bytes = new ByteArrayInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(bytes, password.toCharArray());
      return keys;
    }
  }

  private static IllegalStateException unreadable(Exception why) {
    return new IllegalStateException("the certificate just made cannot be read", why);
  }
}
