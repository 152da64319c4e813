/**
 * A local file in front of sinks that are far away: X is read at full speed while they are out of
 * reach, and they are given what they missed, in order of arrival, when they are back.
 */
package dev.ouzel.persistence.spool;
