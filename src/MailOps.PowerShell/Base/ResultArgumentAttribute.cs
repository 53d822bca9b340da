using System;
using System.Linq;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>
/// Refuses rows of text as results of ours. The engine would make a result of any row, of a CSV for one: "False" becomes true there and a
/// time loses its zone, so that a log read back would silently say something else.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ResultArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Lets everything but rows of text pass.</summary>
    /// <param name="engineIntrinsics">Not used.</param>
    /// <param name="inputData">What was piped or given.</param>
    /// <exception cref="ArgumentException">It is an object whose properties are all texts.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject row && IsRowOfText(row) ? throw new ArgumentException(ErrorTexts.RowOfText.Current) : inputData;

    private static bool IsRowOfText(PSObject row) =>
        row.BaseObject.GetType().Name == "PSCustomObject"
        && row.TypeNames.All(name => !name.StartsWith(ResultRecordConverter.BagPrefix, StringComparison.Ordinal))
        && row.Properties.All(property => property.Value is null or string);
}
