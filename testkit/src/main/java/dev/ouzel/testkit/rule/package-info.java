/**
 * Tells which posts X's rules match, from what a post carries: {@link
 * dev.ouzel.testkit.rule.RuleMatcher} and {@link dev.ouzel.testkit.rule.PublishedPost}.
 */
package dev.ouzel.testkit.rule;
