package dev.ouzel.post;

/** A value out of a list that X may make longer at any time; equal when X writes it alike. */
public interface OpenEnum {
  /** The value as X writes it. */
  String wire();

  /** True when X documents the value, as far as this version knows. */
  boolean isKnown();
}
