package dev.ouzel.testkit.contract;

import dev.ouzel.rule.RuleBook;
import java.net.URI;
import java.util.function.Supplier;

/** A rule book can keep the contract. */
final class PlainRuleBookTest extends HttpRuleBookContract {
  @Override
  protected RuleBook book(URI baseUrl, Supplier<String> token) {
    return new PlainRuleBook(baseUrl, token);
  }
}
