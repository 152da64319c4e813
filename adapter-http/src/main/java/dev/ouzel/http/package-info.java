/**
 * X over HTTP. {@link dev.ouzel.http.XClient} gives the ports; everything else is hidden. Vert.x
 * stays inside, but for the factory that takes one.
 */
package dev.ouzel.http;
