/**
 * X's JSON, read tolerantly into core's values and written from them. Jackson stays in here.
 *
 * <p>What is read comes from outside: an unexpected type counts as absent, and what is no JSON
 * gives nothing rather than an exception.
 */
package dev.ouzel.http.json;
