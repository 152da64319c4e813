/** Ouzel shown on itself: a fake X, an ingest from it, and a look at what was stored. */
package dev.ouzel.app.demo;
