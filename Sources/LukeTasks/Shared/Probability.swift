import Foundation

/// The probability of what is judged by itself, by its logit: the logistic function.
func probability(ofLogit logit: Float) -> Float { 1 / (1 + exp(-logit)) }
