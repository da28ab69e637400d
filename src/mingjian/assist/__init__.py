"""Help with the case: it advises, and never decides, scores a person or blocks a step."""
