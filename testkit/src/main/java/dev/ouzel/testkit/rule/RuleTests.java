package dev.ouzel.testkit.rule;

import dev.ouzel.rule.RuleExpression;
import dev.ouzel.rule.RuleExpression.And;
import dev.ouzel.rule.RuleExpression.Group;
import dev.ouzel.rule.RuleExpression.Not;
import dev.ouzel.rule.RuleExpression.Or;
import dev.ouzel.rule.RuleOperator;
import dev.ouzel.rule.RuleTerm;
import dev.ouzel.rule.RuleTerm.Cashtag;
import dev.ouzel.rule.RuleTerm.Clause;
import dev.ouzel.rule.RuleTerm.Hashtag;
import dev.ouzel.rule.RuleTerm.Keyword;
import dev.ouzel.rule.RuleTerm.Mention;
import dev.ouzel.rule.RuleTerm.Phrase;
import dev.ouzel.rule.RuleTerm.Proximity;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Turns rules into tests, so that what can be prepared is prepared once for all posts. */
final class RuleTests {
  private final Map<RuleOperator, BiPredicate<String, PublishedPost>> functions;

  RuleTests(Map<RuleOperator, BiPredicate<String, PublishedPost>> functions) {
    this.functions = functions;
  }

  Predicate<PublishedPost> of(RuleExpression rule) {
    if (rule instanceof And and) {
      List<Predicate<PublishedPost>> all = and.terms().stream().map(this::of).toList();
      return post -> all.stream().allMatch(test -> test.test(post));
    }
    if (rule instanceof Or or) {
      List<Predicate<PublishedPost>> any = or.terms().stream().map(this::of).toList();
      return post -> any.stream().anyMatch(test -> test.test(post));
    }
    if (rule instanceof Not not) {
      return of(not.term()).negate();
    }
    if (rule instanceof Group group) {
      return of(group.inner());
    }
    return ofTerm((RuleTerm) rule);
  }

  private Predicate<PublishedPost> ofTerm(RuleTerm term) {
    if (term instanceof Keyword keyword) {
      Words word = Words.of(keyword.word());
      return content(content -> word.isWordOf(content.text()));
    }
    if (term instanceof Phrase phrase) {
      Words words = Words.of(phrase.phrase());
      return content(content -> words.isPhraseOf(content.text()));
    }
    if (term instanceof Proximity near) {
      Words words = Words.of(near.phrase());
      return content(content -> words.isNear(content.text(), near.distance()));
    }
    if (term instanceof Hashtag hashtag) {
      String tag = Words.fold(hashtag.tag());
      return content(content -> content.marks().hashtags().contains(tag));
    }
    if (term instanceof Cashtag cashtag) {
      String tag = Words.fold(cashtag.tag());
      return content(content -> content.marks().cashtags().contains(tag));
    }
    if (term instanceof Mention mention) {
      String name = Words.fold(mention.username());
      return content(content -> content.marks().mentions().contains(name));
    }
    return ofClause((Clause) term);
  }

  private Predicate<PublishedPost> ofClause(Clause clause) {
    String value = clause.value().text();
    BiPredicate<String, PublishedPost> function = functions.get(clause.operator());
    return function == null
        ? OperatorTests.of(clause.operator(), value)
        : post -> function.test(value, post);
  }

  /** True when the post itself, or one that it quotes or repeats, passes. */
  static Predicate<PublishedPost> content(Predicate<Content> test) {
    return post -> {
      for (Content content : post.everything()) {
        if (test.test(content)) {
          return true;
        }
      }
      return false;
    };
  }
}
