using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace System.Management.Automation;

public struct SwitchParameter(bool isPresent)
{
    public bool IsPresent { get; } = isPresent;

    public readonly bool ToBool() => IsPresent;

    public static implicit operator bool(SwitchParameter switchParameter) => switchParameter.IsPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);
}

public abstract class PSMemberInfo
{
    public string Name { get; protected set; } = "";

    public abstract object? Value { get; set; }
}

public abstract class PSPropertyInfo : PSMemberInfo
{
    public abstract bool IsGettable { get; }

    public abstract bool IsSettable { get; }
}

public class PSNoteProperty : PSPropertyInfo
{
    public PSNoteProperty(string name, object? value)
    {
        Name = name;
        Value = value;
    }

    public override object? Value { get; set; }

    public override bool IsGettable => true;

    public override bool IsSettable => true;
}

/// <summary>A property of the .NET object itself.</summary>
internal sealed class ReflectedProperty : PSPropertyInfo
{
    private readonly object _target;
    private readonly PropertyInfo _property;

    public ReflectedProperty(object target, PropertyInfo property)
    {
        Name = property.Name;
        _target = target;
        _property = property;
    }

    public override bool IsGettable => _property.CanRead;

    public override bool IsSettable => _property.CanWrite;

    public override object? Value
    {
        get
        {
            try
            {
                return _property.GetValue(_target);
            }
            catch (TargetInvocationException e)
            {
                throw new GetValueException(e.InnerException!.Message);
            }
        }

        set => _property.SetValue(_target, value);
    }
}

public abstract class PSMemberInfoCollection<T> : IEnumerable<T>
    where T : PSMemberInfo
{
    public abstract IEnumerator<T> GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    public abstract T? this[string name] { get; }

    public abstract void Add(T member);
}

internal sealed class PropertyCollection(object target) : PSMemberInfoCollection<PSPropertyInfo>
{
    private readonly Dictionary<string, PSPropertyInfo> _notes = new(StringComparer.OrdinalIgnoreCase);

    public override IEnumerator<PSPropertyInfo> GetEnumerator() => _notes.Values
        .Concat(target.GetType().GetProperties().Select(property => new ReflectedProperty(target, property)))
        .GetEnumerator();

    public override PSPropertyInfo? this[string name] =>
        _notes.TryGetValue(name, out var note) ? note
        : target.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property
            ? new ReflectedProperty(target, property)
        : null;

    public override void Add(PSPropertyInfo member) => _notes.Add(member.Name, member);
}

public class PSCustomObject
{
    internal PSCustomObject()
    {
    }

    public override string ToString() => "";
}

public class PSObject
{
    public PSObject()
        : this(new PSCustomObject())
    {
    }

    public PSObject(object obj)
    {
        BaseObject = obj;
        Properties = new PropertyCollection(obj);
        TypeNames = [obj.GetType().FullName!];
    }

    public object BaseObject { get; }

    public PSMemberInfoCollection<PSPropertyInfo> Properties { get; }

    public Collections.ObjectModel.Collection<string> TypeNames { get; }

    public static PSObject AsPSObject(object obj) => obj as PSObject ?? new PSObject(obj);

    public override string? ToString() => BaseObject.ToString();
}

public static class LanguagePrimitives
{
    public static bool IsTrue(object? obj) => obj switch
    {
        null => false,
        bool value => value,
        SwitchParameter value => value.IsPresent,
        string value => value.Length > 0,
        int value => value != 0,
        _ => true,
    };

    public static T ConvertTo<T>(object? valueToConvert) => (T)ConvertTo(valueToConvert, typeof(T), null)!;

    public static object? ConvertTo(object? valueToConvert, Type resultType, IFormatProvider? formatProvider)
    {
        var value = valueToConvert is PSObject wrapper ? wrapper.BaseObject : valueToConvert;
        return resultType.IsInstanceOfType(value) ? value
            : resultType == typeof(string) ? Convert.ToString(value, formatProvider ?? CultureInfo.InvariantCulture) ?? ""
            : Convert.ChangeType(value, resultType, formatProvider);
    }
}

public enum ProgressRecordType
{
    Processing,
    Completed,
}

public class ProgressRecord(int activityId, string activity, string statusDescription)
{
    public int ActivityId { get; } = activityId;

    public string Activity { get; set; } = activity;

    public string StatusDescription { get; set; } = statusDescription;

    public int PercentComplete { get; set; } = -1;

    public int SecondsRemaining { get; set; } = -1;

    public string? CurrentOperation { get; set; }

    public ProgressRecordType RecordType { get; set; }
}

public class PSModuleInfo
{
    internal PSModuleInfo()
    {
    }
}

public interface IModuleAssemblyInitializer
{
    void OnImport();
}

public interface IModuleAssemblyCleanup
{
    void OnRemove(PSModuleInfo psModuleInfo);
}

/// <summary>Code of the caller's; here a delegate.</summary>
public class ScriptBlock(Func<object[], System.Collections.ObjectModel.Collection<PSObject>> run)
{
    public System.Collections.ObjectModel.Collection<PSObject> Invoke(params object[] args) => run(args);
}
