/**
 * Tells over HTTP how an ingest is doing: a page for people, JSON for programs, and its health. All
 * of it is folded from the ingest's events; nothing here can change what the ingest does.
 */
package dev.ouzel.app.status;
