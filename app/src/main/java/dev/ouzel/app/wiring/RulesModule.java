package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.ouzel.app.rules.RuleKeeping;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.rule.RuleBook;

/** The rules of the stream, and who keeps them. */
final class RulesModule extends AbstractModule {
  @Provides
  @Singleton
  RuleKeeping keeping(RuleBook book, Resources resources) {
    return resources.add(new RuleKeeping(book));
  }

  @Provides
  Service service(Ingestor ingestor, RuleKeeping rules) {
    return new Service(ingestor, rules);
  }
}
