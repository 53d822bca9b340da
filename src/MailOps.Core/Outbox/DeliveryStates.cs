using System.Collections.Generic;

namespace MailOps.Outbox;

/// <summary>What the states of deliveries mean together.</summary>
public static class DeliveryStates
{
    // What a person must know first stands first: what moves, then what needs a decision, then what is to come, then what is over.
    private static readonly DeliveryState[] Precedence =
    [
        DeliveryState.Sending, DeliveryState.Claimed, DeliveryState.InDoubt, DeliveryState.Queued, DeliveryState.Waiting,
        DeliveryState.Failed, DeliveryState.Accepted, DeliveryState.Cancelled, DeliveryState.Suppressed,
    ];

    /// <summary>Whether nothing more happens to the delivery.</summary>
    /// <param name="state">The state.</param>
    public static bool IsFinal(DeliveryState state) => state is
        DeliveryState.Accepted or DeliveryState.Failed or DeliveryState.Cancelled or DeliveryState.Suppressed;

    /// <summary>Whether a dispatcher still has work with the delivery, now or when it is due.</summary>
    /// <param name="state">The state.</param>
    public static bool IsPending(DeliveryState state) => state is DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending;

    /// <summary>
    /// The state of a message, computed from its deliveries: Sending, Claimed, InDoubt, Queued or Waiting while any delivery is in that
    /// state (in this order), afterwards Failed when any has failed, Accepted when any was accepted, else Cancelled or Suppressed.
    /// </summary>
    /// <param name="deliveries">The states of the deliveries, at least one.</param>
    /// <exception cref="System.ArgumentException">There is no delivery.</exception>
    public static DeliveryState Combine(IEnumerable<DeliveryState> deliveries)
    {
        var best = int.MaxValue;
        foreach (var state in deliveries)
        {
            var rank = System.Array.IndexOf(Precedence, state);
            best = rank < best ? rank : best;
        }

        return best < Precedence.Length
            ? Precedence[best]
            : throw new System.ArgumentException("A message has at least one delivery.", nameof(deliveries));
    }
}
