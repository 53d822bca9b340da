using System.Collections.Generic;

namespace MailOps.Suppression;

/// <summary>The rows of a list from which no addition came: counted, so that nothing vanishes without a word.</summary>
internal sealed class SuppressionTally
{
    private long _missing;
    private long _firstMissing;
    private long _leftOut;

    /// <summary>Whether the list says that it goes on behind what was read.</summary>
    public bool GoesOn { get; set; }

    /// <summary>A row that has no address, or was cut.</summary>
    public void AddMissing(long line)
    {
        _firstMissing = _missing == 0 ? line : _firstMissing;
        _missing++;
    }

    /// <summary>A row that says itself that it blocks nothing.</summary>
    public void AddLeftOut() => _leftOut++;

    /// <summary>What is to be said of it.</summary>
    /// <param name="name">How the list is named.</param>
    public IEnumerable<Finding> Findings(string name)
    {
        if (_missing > 0)
        {
            yield return SuppressionFindings.RowsMissing.Found(name, _missing, _firstMissing);
        }

        if (GoesOn)
        {
            yield return SuppressionFindings.GoesOn.Found(name);
        }

        if (_leftOut > 0)
        {
            yield return SuppressionFindings.RowsLeftOut.Found(name, _leftOut);
        }
    }
}
