namespace MailOps.Outbox;

/// <summary>When a campaign is stopped before it does harm.</summary>
internal static class CampaignRules
{
    /// <summary>How many of its latest final recipients are looked at.</summary>
    public const int Window = 200;

    private const double MaxHard = 0.03;
    private const double MaxComplaints = 0.001;

    /// <summary>
    /// Whether too many failed or complained. The shares are shares of the whole window also while a campaign is younger: the first
    /// wrong address of a campaign is not "100 % failures".
    /// </summary>
    public static bool IsTooMuch(int hard, int complaints) => hard > Window * MaxHard || complaints > Window * MaxComplaints;
}
