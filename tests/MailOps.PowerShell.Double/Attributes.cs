namespace System.Management.Automation;

public abstract class CmdletMetadataAttribute : Attribute;

public abstract class ParsingBaseAttribute : CmdletMetadataAttribute;

public enum ConfirmImpact
{
    None,
    Low,
    Medium,
    High,
}

public abstract class CmdletCommonMetadataAttribute : CmdletMetadataAttribute
{
    public string? DefaultParameterSetName { get; set; }

    public bool SupportsShouldProcess { get; set; }

    public bool SupportsPaging { get; set; }

    public ConfirmImpact ConfirmImpact { get; set; } = ConfirmImpact.Medium;

    public string? HelpUri { get; set; }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class CmdletAttribute(string verbName, string nounName) : CmdletCommonMetadataAttribute
{
    public string VerbName { get; } = verbName;

    public string NounName { get; } = nounName;
}

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutputTypeAttribute : CmdletMetadataAttribute
{
    public OutputTypeAttribute(params Type[] type) => Types = type;

    public OutputTypeAttribute(params string[] type) => Names = type;

    public Type[] Types { get; } = [];

    public string[] Names { get; } = [];

    public string[]? ParameterSetName { get; set; }

    public string? ProviderCmdlet { get; set; }
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
public sealed class ParameterAttribute : ParsingBaseAttribute
{
    public const string AllParameterSets = "__AllParameterSets";

    public bool DontShow { get; set; }

    public string? HelpMessage { get; set; }

    public bool Mandatory { get; set; }

    public string ParameterSetName { get; set; } = AllParameterSets;

    public int Position { get; set; } = int.MinValue;

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AliasAttribute(params string[] aliasNames) : ParsingBaseAttribute
{
    public Collections.Generic.IList<string> AliasNames { get; } = aliasNames;
}

public abstract class ValidateArgumentsAttribute : CmdletMetadataAttribute;

public abstract class ValidateEnumeratedArgumentsAttribute : ValidateArgumentsAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateRangeAttribute(object minRange, object maxRange) : ValidateEnumeratedArgumentsAttribute
{
    public object MinRange { get; } = minRange;

    public object MaxRange { get; } = maxRange;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullOrEmptyAttribute : ValidateArgumentsAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNotNullAttribute : ValidateArgumentsAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateSetAttribute(params string[] validValues) : ValidateEnumeratedArgumentsAttribute
{
    public Collections.Generic.IList<string> ValidValues { get; } = validValues;

    public bool IgnoreCase { get; set; } = true;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class CredentialAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AllowNullAttribute : CmdletMetadataAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AllowEmptyStringAttribute : CmdletMetadataAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AllowEmptyCollectionAttribute : CmdletMetadataAttribute;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SupportsWildcardsAttribute : ParsingBaseAttribute;

public abstract class ArgumentTransformationAttribute : CmdletMetadataAttribute
{
    public abstract object Transform(EngineIntrinsics engineIntrinsics, object inputData);
}

public class EngineIntrinsics
{
    internal EngineIntrinsics()
    {
    }
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class ArgumentCompleterAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

public interface IArgumentCompleter
{
    Collections.Generic.IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, Language.CommandAst commandAst, Collections.IDictionary fakeBoundParameters);
}

public enum CompletionResultType
{
    Text = 0,
    History = 1,
    Command = 2,
    ProviderItem = 3,
    ProviderContainer = 4,
    Property = 5,
    Method = 6,
    ParameterName = 7,
    ParameterValue = 8,
}

public class CompletionResult(string completionText, string listItemText, CompletionResultType resultType, string toolTip)
{
    public CompletionResult(string completionText)
        : this(completionText, completionText, CompletionResultType.Text, completionText)
    {
    }

    public string CompletionText { get; } = completionText;

    public string ListItemText { get; } = listItemText;

    public CompletionResultType ResultType { get; } = resultType;

    public string ToolTip { get; } = toolTip;
}
