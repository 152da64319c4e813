/** The rules by which X chooses the posts of a filtered stream. */
package dev.ouzel.rule;
