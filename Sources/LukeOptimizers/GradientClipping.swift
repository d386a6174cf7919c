/// Scales gradients down to a largest norm (`torch.nn.utils.clip_grad_norm_`).
public enum GradientClipping {
  /// The factor for gradients of the given norm; 1 when they are small enough or `maximumNorm` is nil.
  public static func scale(norm: Float, maximumNorm: Float?) -> Float {
    // The term below would be all that a tiny maximum is divided by.
    guard let maximumNorm, !hasVanished(norm: norm) else { return 1 }
    return min(1, maximumNorm / (norm + 1e-6))
  }

  /// Whether gradients of the given norm are 0 or below what `Float` holds in full (1.2e-38): no weight
  /// learns anything of them.
  public static func hasVanished(norm: Float) -> Bool { norm < .leastNormalMagnitude }

  /// Whether gradients of the given norm may have squares that no `Float` holds, as the optimizer keeps
  /// them; clipped ones never have.
  public static func mayOverflow(norm: Float, maximumNorm: Float?) -> Bool {
    maximumNorm == nil && !(norm * norm).isFinite
  }
}
