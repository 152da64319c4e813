/** Brings the rules that X holds to those of a file, within X's limits, and keeps them there. */
package dev.ouzel.app.rules;
