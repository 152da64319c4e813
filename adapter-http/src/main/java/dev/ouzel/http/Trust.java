package dev.ouzel.http;

import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted: those that the JVM trusts, and some besides. */
final class Trust implements TrustOptions {
  private final TrustManagerFactory factory;

  private Trust(TrustManagerFactory factory) {
    this.factory = factory;
  }

  /** True when the text holds certificates, and nothing that cannot be read. */
  static boolean holdsCertificates(String pem) {
    try {
      return !read(pem).isEmpty();
    } catch (CertificateException unreadable) {
      return false;
    }
  }

  /** Those of the JVM, and these besides. Fails when they hold none. */
  static Trust of(String pem) {
    try {
      List<Certificate> trusted = new ArrayList<>();
      for (TrustManager manager : factory(null).getTrustManagers()) {
        if (manager instanceof X509TrustManager usual) {
          trusted.addAll(List.of(usual.getAcceptedIssuers()));
        }
      }
      trusted.addAll(read(pem));
      return new Trust(factory(storeOf(trusted)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("no certificate can be trusted: " + e.getMessage(), e);
    }
  }

  private static TrustManagerFactory factory(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }

  private static KeyStore storeOf(List<Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry(Integer.toString(i), certificates.get(i));
    }
    return store;
  }

  @Override
  public TrustOptions copy() {
    return this;
  }

  @Override
  public TrustManagerFactory getTrustManagerFactory(Vertx vertx) {
    return factory;
  }

  @Override
  public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
    return name -> factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> read(String pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
