/**
 * Where posts are kept. {@link dev.ouzel.persistence.Sinks} opens a store by its URI; each kind of
 * store has a package of its own, and none knows another.
 */
package dev.ouzel.persistence;
