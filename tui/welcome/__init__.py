"""The first minutes of somebody who has no vault yet."""
