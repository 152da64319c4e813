package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.http.XClient;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.stream.StreamSource;

/** The ports to X. */
final class HttpModule extends AbstractModule {
  private final XClientSettings settings;

  HttpModule(XClientSettings settings) {
    this.settings = settings;
  }

  @Provides
  @Singleton
  XClient client(Resources resources) {
    return resources.add(XClient.open(settings));
  }

  @Provides
  StreamSource streams(XClient client) {
    return client.streams();
  }

  @Provides
  ConnectionHistory connections(XClient client) {
    return client.connections();
  }

  @Provides
  RuleBook rules(XClient client) {
    return client.rules();
  }
}
