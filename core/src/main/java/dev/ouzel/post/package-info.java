/** What X publishes: the bytes of a frame, the ids of posts, and the problems X reports. */
package dev.ouzel.post;
