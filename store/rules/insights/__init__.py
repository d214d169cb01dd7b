"""How a search goes, in numbers that say what they count: funnel, time in stages, replies, touches, promises."""
